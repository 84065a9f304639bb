"""The village picker: a text input that works everywhere, and three selects where scripts run."""

from django import forms

from .models import Village
from .names import MAX_TEXT


class VillagePicker(forms.Widget):
    """Posts ``name`` (a code or what was typed), and what stands around it in the template:

    ``name_kini`` the village shown when the page was made, kept while nothing new is typed;
    ``name_kosong`` empties a field that may be empty; ``name_pilih`` the one of several that was
    ticked, which counts only while the text is still the one they were found for (``name_untuk``).
    """

    template_name = "villages/picker.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.regencies: list[str] = []
        self.restrict = False
        self.candidates: list[Village] = []
        self.held: str | None = None

    def id_for_label(self, id_):
        return ""  # a fieldset's legend points to nothing; the controls inside have labels of their own

    def use_required_attribute(self, initial):
        return False  # the control that would be required is not always the one that is shown

    def value_from_datadict(self, data, files, name):
        text = (data.get(name) or "").strip()
        ticked = data.get(f"{name}_pilih")
        if ticked and text == (data.get(f"{name}_untuk") or "").strip():
            return ticked
        if text or data.get(f"{name}_kosong"):
            return text
        return data.get(f"{name}_kini") or ""

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_kini" not in data and f"{name}_pilih" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        text = str(value or "")
        chosen = self.shown(text)
        context["widget"] |= {
            "chosen": chosen,
            "text": "" if chosen else text,
            "max_length": MAX_TEXT,
            "candidates": self.candidates,
            "invalid": context["widget"]["attrs"].get("aria-invalid") == "true",
            "regencies": " ".join(self.regencies),
            "restrict": self.restrict,
        }
        return context

    def shown(self, text: str) -> Village | None:
        """The village of a complete code, unless it was withdrawn and newly chosen."""
        village = Village.objects.with_code(text)
        if village and village.withdrawn_on and village.pk != self.held:
            return None
        return village
