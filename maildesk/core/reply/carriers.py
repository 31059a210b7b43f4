"""The usual names of carriers, as order books spell them and as buyers and agents know them."""

from __future__ import annotations

#: Spelling in order books (letters and digits only, lower-case) → name for buyers, name for agents who read Chinese.
_NAMES: dict[str, tuple[str, str]] = {
    "4px": ("4PX", "递四方 4PX"),
    "aramex": ("Aramex", "Aramex"),
    "cainiao": ("Cainiao", "菜鸟"),
    "chinapost": ("China Post", "中国邮政"),
    "colissimo": ("Colissimo", "Colissimo"),
    "correios": ("Correios", "巴西邮政 Correios"),
    "correos": ("Correos", "西班牙邮政 Correos"),
    "deutschepost": ("Deutsche Post", "德国邮政"),
    "dhl": ("DHL", "DHL"),
    "dhlexpress": ("DHL Express", "DHL 快递"),
    "dpd": ("DPD", "DPD"),
    "ems": ("EMS", "EMS"),
    "fedex": ("FedEx", "联邦快递 FedEx"),
    "gls": ("GLS", "GLS"),
    "hermes": ("Hermes", "Hermes"),
    "inpost": ("InPost", "InPost"),
    "japanpost": ("Japan Post", "日本邮政"),
    "koreapost": ("Korea Post", "韩国邮政"),
    "laposte": ("La Poste", "法国邮政"),
    "novaposhta": ("Nova Poshta", "Nova Poshta"),
    "packeta": ("Packeta", "Packeta"),
    "postnl": ("PostNL", "荷兰邮政 PostNL"),
    "postnord": ("PostNord", "PostNord"),
    "royalmail": ("Royal Mail", "英国皇家邮政"),
    "sagawa": ("Sagawa Express", "佐川急便"),
    "sfexpress": ("SF Express", "顺丰"),
    "ups": ("UPS", "UPS"),
    "usps": ("USPS", "美国邮政 USPS"),
    "yamato": ("Yamato Transport", "雅玛多"),
    "yanwen": ("Yanwen", "燕文"),
    "yunexpress": ("YunExpress", "云途 YunExpress"),
}


def carrier_name(written: str, locale: str) -> str:
    """The usual name of a carrier; an unknown one is said as it is written."""
    key = "".join(c for c in written.casefold() if c.isalnum())
    names = _NAMES.get(key)
    return names[1 if locale == "zh-Hans" else 0] if names else written
