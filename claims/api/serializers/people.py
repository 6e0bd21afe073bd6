"""People in Popolo's shape: other names, identifiers and memberships, each with its dates."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.common import ActorSerializer, EdtfField, SelfLink, WebLink
from claims.models import Person, PersonAlias, PersonRole, name_key


class OtherNameSerializer(serializers.ModelSerializer):
    start_date = EdtfField(source="held_from")
    end_date = EdtfField(source="held_to")

    class Meta:
        model = PersonAlias
        fields = ("name", "start_date", "end_date")


class IdentifierSerializer(serializers.Serializer):
    scheme = serializers.ChoiceField(choices=["wikidata"])
    identifier = serializers.CharField()


class OrganizationSerializer(serializers.Serializer):
    name = serializers.CharField()


class MembershipSerializer(serializers.ModelSerializer):
    role = serializers.CharField(source="title")
    organization = serializers.SerializerMethodField()
    start_date = EdtfField(source="held_from")
    end_date = EdtfField(source="held_to")

    class Meta:
        model = PersonRole
        fields = ("role", "organization", "start_date", "end_date")

    @extend_schema_field(OrganizationSerializer(allow_null=True))
    def get_organization(self, role: PersonRole) -> dict[str, str] | None:
        return {"name": role.organisation} if role.organisation else None


class PersonSerializer(serializers.ModelSerializer):
    """Somebody who is quoted or who promises."""

    url = SelfLink("person")
    web_url = WebLink()
    timeline_url = serializers.HyperlinkedIdentityField(view_name="api:person-timeline")
    other_names = serializers.SerializerMethodField()
    identifiers = serializers.SerializerMethodField()
    memberships = MembershipSerializer(source="roles", many=True)
    reviewed_by = ActorSerializer(allow_null=True)

    class Meta:
        model = Person
        fields = (
            "id",
            "url",
            "web_url",
            "timeline_url",
            "name",
            "other_names",
            "identifiers",
            "memberships",
            "review_state",
            "reviewed_by",
            "reviewed_at",
            "created_at",
        )
        read_only_fields = fields

    @extend_schema_field(OtherNameSerializer(many=True))
    def get_other_names(self, person: Person) -> Any:
        """Every name but the current one, which stays if its dates say something."""
        current = name_key(person.name)
        others = [one for one in person.aliases.all() if one.key != current or one.held_from or one.held_to]
        return OtherNameSerializer(others, many=True).data

    @extend_schema_field(IdentifierSerializer(many=True))
    def get_identifiers(self, person: Person) -> list[dict[str, str]]:
        return [{"scheme": "wikidata", "identifier": person.wikidata_id}] if person.wikidata_id else []
