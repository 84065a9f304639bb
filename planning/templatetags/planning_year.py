"""The next step of the planning year, for any page that knows the village."""

from django import template

from .. import next_step

register = template.Library()


@register.inclusion_tag("planning/_next_step.html", name="next_step", takes_context=True)
def shown(context, village) -> dict:
    """Nothing for who neither works in a group of ``village`` nor is its secretary."""
    return {"step": next_step.of_village(context["user"], village)}
