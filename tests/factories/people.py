import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from commitments.models import Party, Publisher, Theme


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"party-{n}")
    kind = "organisation"
    name_en = factory.LazyAttribute(lambda party: party.slug.title())


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name_en = factory.LazyAttribute(lambda theme: theme.slug.title())


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = Publisher
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"publisher-{n}")
    name = factory.LazyAttribute(lambda publisher: publisher.slug.title())
    owner_group = factory.LazyAttribute(lambda publisher: f"Owner of {publisher.slug}")
