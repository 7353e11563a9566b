"""Results: lists of rows, which know whether they were cut, and go over to pandas and Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

if TYPE_CHECKING:
    import pandas
    import pyarrow

T = TypeVar("T", bound=msgspec.Struct)


class Results(Sequence[T], Generic[T]):
    """Rows of one type, in order. ``more``: whether there are further ones behind the last."""

    def __init__(self, of: type[T], rows: list[T], more: bool = False, note: str | None = None) -> None:
        self.of = of
        self.more = more
        self.note = note
        """What a person should know of how the list came about, or null."""
        self._rows = rows

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.of.__name__}{'s, and there are more' if self.more else 's'}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each row as a dictionary."""
        return [msgspec.structs.asdict(row) for row in self._rows]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table. Raises ``ImportError`` where pyarrow is not installed."""
        return arrow(self.of, self.to_dicts())

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame, one column a key. Raises ``ImportError`` where pandas is not installed."""
        try:
            import pandas
        except ModuleNotFoundError:
            raise ImportError("a data frame needs pandas: pip install 'onrecord[tables]'") from None

        return pandas.DataFrame(self.to_dicts(), columns=list(self.of.__struct_fields__))


def arrow(of: type[msgspec.Struct], rows: list[dict[str, Any]]) -> pyarrow.Table:
    """Rows of a type as an Arrow table, whose columns have the same types whatever is in them."""
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise ImportError("an Arrow table needs pyarrow: pip install 'onrecord[tables]'") from None

    kinds = {"str": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}
    fields = []
    for field in msgspec.structs.fields(of):
        hint = field.type.__name__ if field.type in (str, int, float, bool) else str(field.type).replace(" | None", "")
        if hint.startswith("list[tuple"):
            kind = pyarrow.list_(pyarrow.list_(pyarrow.int64()))
        elif hint.startswith("list[str"):
            kind = pyarrow.list_(pyarrow.string())
        elif hint.startswith("list[int"):
            kind = pyarrow.list_(pyarrow.int64())
        else:
            kind = kinds[hint]
        fields.append(pyarrow.field(field.name, kind))
    return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields))


def cell(value: Any) -> Any:
    """A value as a cell of CSV: nothing for null, lists by blanks, offsets as 12-34."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join("-".join(map(str, entry)) if isinstance(entry, tuple) else str(entry) for entry in value)
    return value
