"""Writing HTML elements: text that stays text, attributes that stay attributes."""


def text(words: str) -> str:
    """Words as character data: nothing in them is read as markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(name: str, content: str = "", attributes: dict[str, str] | None = None) -> str:
    """An element with a closing tag; attributes without a value are left out."""
    if not attributes:
        return f"<{name}>{content}</{name}>"
    return f"<{name}{written(attributes)}>{content}</{name}>"


def written(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a tag, each after a blank; those without a value are left out."""
    return "".join(
        f' {name}="{text(value).replace(chr(34), "&quot;")}"' for name, value in attributes.items() if value
    )
