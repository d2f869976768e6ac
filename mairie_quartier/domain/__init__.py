"""The rules of the field: frozen data, enumerations and pure functions, no input or output."""
