from __future__ import annotations

import pytest

from maildesk.core.mail.newest.attribution import start_of
from maildesk.core.mail.text import page


@pytest.mark.parametrize(
    "line",
    [
        "On Wed, Nov 5, 2025 at 2:03 PM Shop <help@shop.example> wrote:",
        "Am Mi., 5. Nov. 2025 um 14:03 Uhr schrieb Shop <help@shop.example>:",
        "Shop <help@shop.example> schrieb am Mi., 5. Nov. 2025, 14:03:",
        "Le mer. 5 nov. 2025 à 14 h 03, Shop <help@shop.example> a écrit :",
        "El mié, 5 nov 2025 a las 14:03, Shop (<help@shop.example>) escribió:",
        "Il giorno mer 5 nov 2025 alle ore 14:03 Shop <help@shop.example> ha scritto:",
        "Em qua., 5 de nov. de 2025 às 14:03, Shop <help@shop.example> escreveu:",
        "Op wo 5 nov 2025 om 14:03 schreef Shop <help@shop.example>:",
        "śr., 5 lis 2025 o 14:03 Shop <help@shop.example> napisał(a):",
        "Den ons 5 nov. 2025 kl 14:03 skrev Shop <help@shop.example>:",
        "ср, 5 нояб. 2025 г. в 14:03, Shop <help@shop.example>:",
        "ср, 5 лист. 2025 р. о 14:03 Shop <help@shop.example> пише:",
        "Shop <help@shop.example>, 5 Kas 2025 Çar, 14:03 tarihinde şunu yazdı:",
        "2025年11月5日(水) 14:03 Shop <help@shop.example>:",
        "2025년 11월 5일 (수) 오후 2:03, Shop <help@shop.example>님이 작성:",
        "Shop <help@shop.example> 於 2025年11月5日 週三 下午2:03寫道：",
        "في ٥ نوفمبر ٢٠٢٥، الساعة ٢:٠٣ م، كتب Shop <help@shop.example>:",
        "\u202bבתאריך יום ד׳, 5 בנוב׳ 2025 ב-14:03 מאת \u202aShop\u202c\u200f <\u202ahelp@shop.example\u202c\u200f>:\u202c",
        "st 5. 11. 2025 v 14:03 odesílatel Shop <help@shop.example> napsal:",
        "---- On Wed, 05 Nov 2025 14:03:11 +0100 Shop <help@shop.example> wrote ----",
        "Ke 5. marrask. 2025 klo 14.03 Shop <help@shop.example> xyzzy:",
    ],
)
def test_attributions_of_all_languages_are_seen_without_marks_below(line: str) -> None:
    assert start_of(page.of(line), 0) == 0


@pytest.mark.parametrize(
    "lines",
    [
        ("On Wed, Nov 5, 2025 at 2:03 PM Shop", "<help@shop.example> wrote:"),
        ("On Wednesday, November 5, 2025 at 2:03 PM", "Shop Support", "<help@shop.example> wrote:"),
        ("El mié, 5 nov 2025 a las 14:03, Shop (<help@shop.example>)", "escribió:"),
        ("Shop <help@shop.example> schrieb am So., 23.", "Juni 2024, 21:08:"),
        ("Am Mo., 15. Jan. 2025, 17:03 schrieb Shop <", "help@shop.example>:"),
        ("Shop <help@shop.example>, 5 Kas 2025 Çar, 14:03 tarihinde", "şunu yazdı:"),
        ("On Mon, 10 Nov 2025 09:15:01 +0900", "Shop <help@shop.example> wrote:"),
    ],
)
def test_a_wrapped_attribution_is_found_from_its_first_line(lines: tuple[str, ...]) -> None:
    text = "\n".join(("Thanks!", "", *lines, "", "> Hi"))
    assert start_of(page.of(text), len(lines) + 1) == 2


@pytest.mark.parametrize(
    "line",
    ["You wrote:", "Please write to help@shop.example:", "My order of 5 Nov 2025:", "14:03:", "Name: Mary Holt", ":"],
)
def test_other_lines_are_none(line: str) -> None:
    assert start_of(page.of(f"{line}\nand so on"), 0) is None
