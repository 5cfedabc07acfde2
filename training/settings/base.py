"""Base of all settings models: frozen values, bounds, labels, units, help."""

from collections.abc import Iterator
from typing import Any, Literal, Self, TypeGuard, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from training.text import Text

EditorKind = Literal[
    "auto",
    "log",
    "slider",
    "std",
    "formula",
    "file",
    "image_file",
    "collection",
    "names",
    "column",
    "widths",
    "points",
    "peaks",
    "lines",
    "text",
    "preset",
    "view",
    "views",
    "hidden",
]


class Settings(BaseModel):
    """A frozen value that rejects unknown keys, infinities and NaN."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )

    @property
    def without_effect(self) -> frozenset[str]:
        """Names of fields without effect at the present values of the others; forms hide them."""
        return frozenset()

    def evolve(self, **changes: Any) -> Self:
        """Return the same with other values of some fields.

        Raises
        ------
        ValidationError
            When they are not valid together: an invalid value cannot exist.
        """
        return type(self).model_validate({**dict(self), **changes})


def setting(  # noqa: PLR0913 - one argument for each thing that a control shows
    default: Any,
    label: str,
    help_text: str,
    *,
    unit: str = "",
    live: bool = False,
    editor: EditorKind = "auto",
    slider: tuple[float, float] | None = None,
    labels: dict[str, str] | None = None,
    shared: bool = False,
    often: bool = False,
    zero: str = "",
    **bounds: Any,
) -> Any:
    """Declare one setting, with what its control, the CLI and the schema need.

    Parameters
    ----------
    default
        The value when nothing is given; ``...`` for a required setting.
    label, help_text
        English texts, translated in the context ``training``.
    unit
        What the number counts or measures.
    live
        True when a change takes effect during a run, without a restart.
    editor
        Which control edits it; ``auto`` chooses by type.
    slider
        The range that a slider covers; the field beside it admits all of ``bounds``.
    labels
        English texts of the choices of a ``Literal``.
    shared
        Whether its value is kept when another kind with the same setting is chosen.
    often
        Whether a lecturer changes it in class: a form shows it at once, and the others on demand.
    zero
        English text of what 0 stands for, where it is no number.
    **bounds
        ``gt``, ``ge``, ``lt``, ``le``, ``min_length`` ... of ``pydantic.Field``.
    """
    extra: dict[str, Any] = {"live": live, "editor": editor}
    extra |= {"unit": unit} if unit else {}
    extra |= {"shared": True} if shared else {}
    extra |= {"often": True} if often else {}
    extra |= {"zero": zero} if zero else {}
    extra |= {"slider": list(slider)} if slider else {}
    extra |= {"labels": labels} if labels else {}
    return Field(default, title=label, description=help_text, json_schema_extra=extra, **bounds)


def field_error(field: str, template: str, **values: object) -> PydanticCustomError:
    """Make an error of one field, to be raised by a validator of several."""
    context = {"field": field, "template": template, "values": values}
    return PydanticCustomError(_OWN, "{template}", context)


def union_members(field: FieldInfo) -> dict[str, type["Settings"]]:
    """Map each ``kind`` of a union of settings to its class; empty for any other field."""
    classes = (m for m in get_args(field.annotation) if is_settings(m))
    members = [m for m in classes if "kind" in m.model_fields]
    return {m.model_fields["kind"].default: m for m in members}


def shared_values(
    values: dict[str, Any], old: type["Settings"], new: type["Settings"]
) -> dict[str, Any]:
    """Return those values of one kind that stay when another kind is chosen."""
    both = _shared(old) & _shared(new)
    return {name: value for name, value in values.items() if name in both}


def _shared(model: type[Settings]) -> set[str]:
    return {
        name
        for name, field in model.model_fields.items()
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("shared")
    }


def choice_labels(field: FieldInfo) -> dict[Any, str]:
    """Map the choices of a ``Literal`` to their English labels; empty for any other field."""
    extra = field.json_schema_extra
    labels = extra.get("labels") if isinstance(extra, dict) else None
    return {key: str(label) for key, label in labels.items()} if isinstance(labels, dict) else {}


def is_settings(annotation: object) -> TypeGuard[type[Settings]]:
    """Tell whether an annotation is one settings model."""
    return isinstance(annotation, type) and issubclass(annotation, Settings)


def problems(
    error: ValidationError, model: type[Settings]
) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Yield the path of each rejected setting of ``model`` and a sentence that says what to do."""
    for item in error.errors(include_url=False):
        context: dict[str, Any] = item.get("ctx", {})
        path = _path(model, item["loc"])
        if item["type"] == _OWN:
            yield (*path, context["field"]), Text(context["template"], context["values"])
            continue
        if item["type"].startswith("union_tag"):
            path = (*path, "kind")
        yield path, Text(_TEMPLATES.get(item["type"], item["msg"] + "."), context)


def _path(model: type[Settings] | None, location: tuple[int | str, ...]) -> tuple[str, ...]:
    """Drop the union tags that pydantic adds to locations: they are no keys."""
    path, parts = [], iter(location)
    for part in parts:
        path.append(str(part))
        field = model.model_fields.get(str(part)) if model else None
        if field is None:
            model = None
        elif members := union_members(field):
            model = members.get(str(next(parts, "")))
        else:
            model = field.annotation if is_settings(field.annotation) else None
    return tuple(path)


_OWN = "fanhua"
# Sentences for pydantic's error types.
_TEMPLATES = {
    "extra_forbidden": "There is no setting of this name.",
    "missing": "This setting is missing.",
    "union_tag_invalid": "{tag} is not known here. Known are {expected_tags}.",
    "union_tag_not_found": "This needs a “kind” that says what it is.",
    "greater_than": "This must be greater than {gt}.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than": "This must be less than {lt}.",
    "less_than_equal": "This must be at most {le}.",
    "literal_error": "This must be {expected}.",
    "too_short": "This needs at least {min_length} entries.",
    "too_long": "This takes at most {max_length} entries.",
    "string_too_short": "This must not be empty.",
    "string_too_long": "This takes at most {max_length} characters.",
    "finite_number": "This must be a finite number.",
    "int_from_float": "This must be a whole number.",
    "int_type": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "int_parsing_size": "This whole number is too large.",
    "float_type": "This must be a number.",
    "float_parsing": "This must be a number.",
    "bool_type": "This must be true or false.",
    "bool_parsing": "This must be true or false.",
    "string_type": "This must be a text.",
    "tuple_type": "This must be a list.",
    "model_type": "This must be a group of settings.",
}
