"""Reads a form from a page as a browser without scripts would, and sends it back."""

from html.parser import HTMLParser

_VOID = {"hidden", "text", "url", "date", "number", "password"}


class _Reader(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.template = form_id, False, 0
        self.values, self.names, self.buttons = [], set(), set()
        self.text_of, self.select = None, None

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.inside = facts.get("id") == self.form_id
        if tag == "template":
            self.template += 1
        if not self.inside or self.template:
            return
        name = facts.get("name")
        if tag == "input" and name:
            self.input(name, facts)
        elif tag == "button" and name:
            self.buttons.add((name, facts.get("value", "")))
        elif tag == "textarea" and name:
            self.names.add(name)
            self.text_of, self.text = name, ""
        elif tag == "select" and name:
            self.names.add(name)
            self.select = name
        elif tag == "option" and self.select and "selected" in facts:
            self.values.append((self.select, facts.get("value", "")))

    def input(self, name, facts):
        kind = facts.get("type", "text")
        if kind == "submit":
            self.buttons.add((name, ""))
            return
        self.names.add(name)
        if kind in {"checkbox", "radio"} and "checked" not in facts:
            return
        if "disabled" not in facts:
            self.values.append((name, facts.get("value", "on" if kind == "checkbox" else "")))

    def handle_endtag(self, tag):
        if tag == "template":
            self.template -= 1
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.text_of:
            # HTML drops the newline right after the tag.
            self.values.append((self.text_of, self.text.removeprefix("\n")))
            self.text_of = None

    def handle_data(self, data):
        if self.text_of:
            self.text += data


class Form:
    """A form as sent: ``form["name"] = value`` or a list of values; ``send(button)``."""

    def __init__(self, client, address, form_id="commitment_form", response=None):
        self.client, self.address, self.form_id = client, address, form_id
        self.read(response or client.get(address))

    def read(self, response):
        self.response = response
        reader = _Reader(self.form_id)
        reader.feed(response.content.decode())
        self.names, self.buttons = reader.names, reader.buttons
        self.values = {}
        for name, value in reader.values:
            self.values.setdefault(name, []).append(value)
        return self

    def __setitem__(self, name, value):
        assert name in self.names, f"the page has no field {name}"
        self.values[name] = value if isinstance(value, list) else [value]

    def __getitem__(self, name):
        found = [one for one in self.values.get(name, []) if one]
        return found[0] if len(found) == 1 else found

    def fill(self, **values):
        for name, value in values.items():
            self[name.replace("__", "-")] = value
        return self

    def send(self, button="_save", value="on"):
        response = self.client.post(self.address, {**self.values, button: value})
        if response.status_code == 302:
            return response
        self.read(response)
        return response

    @property
    def text(self):
        return self.response.content.decode()
