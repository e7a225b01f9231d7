"""One form field as the `.field` of the style sheet: label, hint, error, control, in this order."""

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hangot.core.ids import new_id
from hangot.templatetags.icons import ICONS
from hangot.templatetags.words import in_language, pick

OPTIONAL = ("비워도 됩니다", "optional")
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def render(bound: BoundField, label: object, hint: object, opt: object) -> SafeString:
    """The whole field. `opt` None: optional ones say so. An own `label` ends the placeholder."""
    if bound.is_hidden:
        return bound.as_widget()
    name = in_language(label or bound.label)
    help_text = in_language(hint if hint is not None else bound.help_text)
    widget = bound.field.widget
    if isinstance(widget, GROUPS):
        return _group(bound, _title(name, opt or ""), help_text)
    if isinstance(widget, forms.CheckboxInput):
        return _single(bound, name, help_text)
    attrs = _described(bound, help_text) | ({"placeholder": False} if label else {})
    if opt is None and not bound.field.required:
        opt = pick(*OPTIONAL)
    return format_html(
        '<div class="field"><label for="{}">{}</label>{}{}{}</div>',
        bound.id_for_label,
        _title(name, opt),
        _hint(bound, help_text),
        _error(bound),
        bound.as_widget(attrs=attrs),
    )


def summary(bound_forms: Iterable[forms.BaseForm]) -> SafeString:
    """The list of everything to correct, each line a link to its field; empty when all is well."""
    lines = [line for form in bound_forms for line in _lines(form)]
    if not lines:
        return SafeString("")
    title = pick(f"고칠 것이 {len(lines)}개 있습니다", f"{len(lines)} to correct")
    return format_html(
        '<div class="errors" role="alert" aria-labelledby="errors-title" tabindex="-1">'
        '<h2 id="errors-title">{}</h2><ul class="stack-s">{}</ul></div>',
        title,
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )


def _lines(form: forms.BaseForm) -> Iterable[SafeString]:
    for message in form.non_field_errors():
        yield format_html('<span class="strong">{}</span>', message)
    for bound in form:
        for message in bound.errors:
            name = in_language(bound.label)
            yield format_html('<a href="#{}">{}: {}</a>', _target(bound), name, message)


def _target(bound: BoundField) -> str:
    """The id that a click on the summary must reach: the first control of a group."""
    grouped = isinstance(bound.field.widget, GROUPS)
    return f"{bound.auto_id}_0" if grouped else bound.auto_id


def _title(name: str, opt: object) -> SafeString:
    words = in_language(opt)
    mark = format_html(' <span class="opt">{}</span>', words) if words else SafeString("")
    return format_html("{}{}", name, mark)


def _described(bound: BoundField, help_text: str) -> dict[str, str | bool]:
    ids = [f"{bound.auto_id}_helptext"] if help_text else []
    ids += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    return attrs | ({"aria-invalid": "true"} if bound.errors else {})


def _hint(bound: BoundField, help_text: str) -> SafeString:
    if not help_text:
        return SafeString("")
    return format_html('<p class="hint" id="{}_helptext">{}</p>', bound.auto_id, help_text)


def _error(bound: BoundField) -> SafeString:
    if not bound.errors:
        return SafeString("")
    message = " ".join(str(error) for error in bound.errors)
    return format_html(
        '<p class="err" id="{}_error">{}<span>{}</span></p>', bound.auto_id, ICONS["warn"], message
    )


def _group(bound: BoundField, title: SafeString, help_text: str) -> SafeString:
    several = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    chip = " chip" if several or "chip" in bound.field.widget.attrs.get("class", "") else ""
    options = [(chip, sub.tag(), conditional_escape(sub.choice_label)) for sub in bound.subwidgets]
    described = _described(bound, help_text).get("aria-describedby")
    return format_html(
        '<fieldset class="field"{}><legend>{}</legend>{}{}<div class="choices">{}</div></fieldset>',
        format_html(' aria-describedby="{}"', described) if described else "",
        title,
        _hint(bound, help_text),
        _error(bound),
        format_html_join("", '<label class="choice{}">{} {}</label>', options),
    )


def _single(bound: BoundField, name: str, help_text: str) -> SafeString:
    return format_html(
        '<div class="field">{}<label class="choice">{} {}</label>{}</div>',
        _error(bound),
        bound.as_widget(attrs=_described(bound, help_text)),
        name,
        _hint(bound, help_text),
    )


def hidden(name: str, value: object) -> SafeString:
    """A hidden input; nothing when there is no value."""
    if value in (None, ""):
        return mark_safe("")
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)


def once(key: object = None) -> SafeString:
    """What makes a second click harmless."""
    return hidden("once", key or new_id())
