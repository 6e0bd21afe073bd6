"""What files call an article's fields, in English and Spanish. Names only: it reads no values."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

NAMES = {
    "title": "title headline titular titulo encabezado heading head",
    "html": "body_html content_html html body_xhtml html_body text_html",
    "text": "text body content article_body full_text article story texto cuerpo contenido articulo noticia"
    " main_text body_text content_text plain_text",
    "deck": "deck dek subtitle standfirst subheadline subtitulo entradilla bajada sumario alternative_headline",
    "byline": "byline author authors writer reporter journalist autor autora autores firma periodista creator by",
    "outlet": "outlet publisher publication newspaper source_name source site_name site medio fuente periodico diario"
    " cabecera",
    "published": "published published_on published_at date_published publication_date publish_date pub_date"
    " first_published date date_gmt datetime fecha_de_publicacion fecha_publicacion publicado fecha",
    "updated": "updated updated_at date_modified modified modified_at last_modified actualizado fecha_actualizacion",
    "language": "language lang in_language idioma lengua",
    "url": "original_url url link permalink web_url canonical_url article_url href enlace vinculo direccion",
    "guid": "guid id uri uuid article_id identifier identificador",
    "version": "version revision",
    "dateline": "dateline located lugar",
    "status": "pub_status status estado",
    "embargoed": "embargoed embargo embargoed_until embargo_until embargo_hasta",
    "usage_terms": "usage_terms usage licence license rights condiciones licencia derechos",
    "copyright": "copyright copyright_notice copyright_holder",
    "editors_note": "ed_note editors_note nota_del_editor nota",
}
"""A draft's field (`text` and `html` make its text) → the names that it goes by, the surest first."""

TEXT_FIELDS = ("html", "text")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


_ORDERED = {field: tuple(_folded(name) for name in names.split()) for field, names in NAMES.items()}
_FIELD_OF = {name: (field, rank) for field, names in _ORDERED.items() for rank, name in enumerate(names)}
_NAME_LONGEST = 60


def field_of(name: str) -> tuple[str, int] | None:
    """The field that `name` stands for, whatever its case, accents and dividers, and its place among the names."""
    return _FIELD_OF.get(_folded(name)) if len(name) <= _NAME_LONGEST else None
