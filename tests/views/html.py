"""Reading pages in tests: elements with their attributes, text and links."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "use", "path", "rect", "circle", "img", "hr"}


class Element:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent = tag, dict(attrs), parent
        self.children = []

    def __repr__(self):
        return f"<{self.tag} {self.attrs}>"

    @property
    def text(self):
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    @property
    def words(self):
        return " ".join(self.text.split())

    @property
    def language(self):
        return self.attrs.get("lang") or (self.parent.language if self.parent else "")

    def all(self, tag="", **attrs):
        """Every element below with this tag and these attributes (class: one of its classes)."""
        found = []
        for child in self.children:
            if isinstance(child, str):
                continue
            if (not tag or child.tag == tag) and all(
                value in child.attrs.get(name.rstrip("_"), "").split()
                if name == "class_"
                else child.attrs.get(name) == value
                for name, value in attrs.items()
            ):
                found.append(child)
            found += child.all(tag, **attrs)
        return found

    def one(self, tag="", **attrs):
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} × {tag} {attrs}"
        return found[0]


class Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, attrs, self.at))

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def parse(response):
    """The page as a tree; fails on a tag that is closed out of order or never."""
    tree = Tree()
    tree.feed(response.content.decode())
    tree.close()
    assert tree.at is tree.root, f"<{tree.at.tag}> is never closed"
    return tree.root
