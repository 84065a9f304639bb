"""Tags of the portal's own parts: icons, telephone links, the hidden fields that guard a form."""

from functools import cache, lru_cache
from itertools import islice

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import static
from django.utils.html import format_html

from safeguards import kept, phones
from safeguards.identifiers import time_ordered_uuid

register = template.Library()
register.filter("show_phone", phones.show_phone)
register.filter("tel_link", phones.tel_link)
register.filter("whatsapp_link", phones.whatsapp_link)

# Which picture stands for a choice, by the choice's value in complaints.enums and complaints.needs.
CHOICE_ICONS = {
    "violence": "shield",
    "social": "paper",
    "physical": "fist",
    "psychological": "broken-heart",
    "sexual": "hand-stop",
    "exploitation": "coins",
    "trafficking": "chain",
    "neglect": "bowl",
    "other_violence": "question",
    "civil": "id-card",
    "marriage": "ring",
    "assistance": "rice",
    "dtsen": "database",
    "health": "health",
    "education": "school",
    "work": "briefcase",
    "other": "question",
}


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """One symbol of icons.svg; silent for screen readers unless it carries the only ``label``."""
    if label:
        markup = '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>'
        return format_html(markup, label, _address(name))
    return _silent(name)


@cache
def _silent(name: str) -> str:
    """A list shows a hundred of them: each is spelled once."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', _address(name))


@register.filter
def option_groups(field: BoundField) -> list[tuple[str, list[BoundWidget]]]:
    """The options of a list of ticks or dots, each group under its heading ("" where they have none)."""
    told, options = [], iter(field)
    for heading, labels in field.field.choices:
        if isinstance(labels, list | tuple):
            told.append((heading, list(islice(options, len(labels)))))
        elif told and not told[-1][0]:
            told[-1][1].append(next(options))
        else:
            told.append(("", [next(options)]))
    return [(heading, found) for heading, found in told if found]


def _address(name: str) -> str:
    return f"{static('kk_portal/icons.svg')}#{name}"


class Phrase(template.Node):
    """A fixed text of ``{% translate %}``, in the one language of the portal: looked up and escaped once.

    Django does it anew for each page, which was a twelfth of the time of a case's.
    """

    def __init__(self, node: TranslateNode):
        self.node, self.said = node, {}

    def render(self, context) -> str:
        if context.autoescape not in self.said:
            self.said[context.autoescape] = self.node.render(context)
        return self.said[context.autoescape]


@register.tag
def translate(parser, token) -> template.Node:
    """Django's tag of that name; load this library after i18n."""
    node = do_translate(parser, token)
    told = node.filter_expression
    is_fixed = told.var.literal is not None and not told.filters
    return Phrase(node) if is_fixed and not (node.asvar or node.noop or node.message_context) else node


@register.simple_tag(takes_context=True)
def frame(context, template_name: str) -> str:
    """A part of every page that says nothing but which places are open to her: rendered once for each
    answer, since it took longer than most pages' own content.
    """
    user = context.get("user")
    return _frame(template_name, tuple(context.get("portal_nav", ())), bool(user and user.is_authenticated))


@lru_cache(maxsize=500)
def _frame(template_name: str, portal_nav: tuple, is_known: bool) -> str:
    return render_to_string(template_name, {"portal_nav": portal_nav, "is_known": is_known})


@register.filter
def choice_icon(value) -> str:
    """The icon's name for a choice's value, or nothing."""
    return CHOICE_ICONS.get(str(value), "")


@register.simple_tag
def new_key() -> str:
    """A fresh idempotency key: one form shown, one record made, however often it is sent."""
    return str(time_ordered_uuid())


@register.filter
def anchor(field) -> str:
    """Where an error's link leads: the control, or for tiles the first of them."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.simple_tag(takes_context=True)
def page_address(context, number: int) -> str:
    """The current address with another page number; filters stay."""
    query = context["request"].GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag
def owner_signature(user) -> str:
    """Who is typing, signed: what is posted after the session ended is kept for this user only."""
    return kept.sign_owner(user.pk) if user.is_authenticated else ""


@register.simple_tag
def chosen_filters(cl) -> list[dict[str, str]]:
    """Of a list in admin: what it is filtered by, each with the address of the list without it."""
    told = []
    for spec in cl.filter_specs:
        none, *choices = spec.choices(cl)
        chosen = next((one for one in choices if one["selected"]), None)
        if chosen:
            told.append({"title": spec.title, "value": chosen["display"], "without": none["query_string"]})
    return told
