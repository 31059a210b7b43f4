"""One text as a buyer would read it, on a sample order that calls for it.

In: catalogue, name, locale. Out: the rendering.
"""

from __future__ import annotations

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.render import render
from maildesk.core.reply.rendered import Rendered
from maildesk.errors import NotFoundError
from maildesk.texts.occasions import fitting, shown


def preview(catalogue: Catalogue, name: str, locale: str) -> Rendered:
    """The text in that locale. Raises NotFoundError when there is no such text."""
    if (name, locale) not in catalogue.texts:
        raise NotFoundError(f"no text {name!r} in {locale!r}; there are: {', '.join(catalogue.names)}")
    return render(shown(name, locale), fitting(name, locale)[0].facts, catalogue)
