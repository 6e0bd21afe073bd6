"""What files call an article's fields, in English and Spanish. Names only: it reads no values."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAMES = {
    "title": "title headline titular titulo encabezado heading head web_title post_title article_title news_title"
    " headlines titulo_noticia",
    "html": "body_html content_html html body_xhtml html_body text_html html_content",
    "text": "text body content article_body full_text article story texto cuerpo contenido articulo noticia"
    " main_text body_text content_text plain_text article_text full_content story_text news_text post_content"
    " paragraphs parrafos content_elements texto_completo cuerpo_noticia texto_noticia raw_text text_content",
    "deck": "deck dek subtitle standfirst subheadline subheadlines subtitulo entradilla bajada sumario"
    " alternative_headline trail_text",
    "byline": "byline author authors writer reporter journalist autor autora autores firma periodista creator by"
    " author_name authors_name credits redactor",
    "outlet": "outlet publisher publication newspaper source_name source site_name site medio fuente periodico diario"
    " cabecera agencia agency news_source outlet_name publisher_name",
    "published": "published published_on published_at date_published publication_date publish_date pub_date"
    " first_published published_date date_publish web_publication_date publication_time published_time"
    " first_publication_date display_date date date_gmt datetime date_time post_date"
    " fecha_de_publicacion fecha_publicacion publicado fecha"
    " issued timestamp",
    "updated": "updated updated_at date_modified modified modified_at last_modified last_updated updated_date"
    " date_modify actualizado fecha_actualizacion fecha_de_actualizacion",
    "language": "language lang in_language idioma lengua",
    "url": "original_url url link permalink web_url canonical_url article_url page_url share_url href enlace vinculo"
    " direccion",
    "guid": "guid id uri uuid article_id identifier identificador",
    "version": "version revision",
    "dateline": "dateline located lugar",
    "status": "pub_status status estado",
    "embargoed": "embargoed embargo embargoed_until embargo_until embargo_hasta",
    "usage_terms": "usage_terms usage licence license rights condiciones licencia derechos condiciones_de_uso",
    "copyright": "copyright copyright_notice copyright_holder",
    "editors_note": "ed_note editors_note nota_del_editor nota",
}
"""A draft's field (`text` and `html` make its text) → the names that it goes by, the surest first."""

TEXT_FIELDS = ("html", "text")

INNER_NAMES = (
    *("rendered", "value", "text", "html", "plain", "name", "main", "basic", "original", "default", "content"),
    *("displayname", "fullname", "title"),
)
"""Where services put the words of a value that they wrap in an object, folded, the surest first."""
PARTS_OF_NAMES = (
    ("firstname", "lastname"),
    ("givenname", "familyname"),
    ("nombre", "apellidos"),
    ("nombre", "apellido"),
)

SUBHEADLINE_ROLE = re.compile(r"sub|deck|secondary", re.IGNORECASE)
DECK_ROLE = re.compile(r"teaser|summary|abstract|standfirst|deck", re.IGNORECASE)
"""What wires call the roles of a headline that is not the first, and of a description that a reader sees as a deck."""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """`name` without case, accents and dividers."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


_ORDERED = {field: tuple(folded(name) for name in names.split()) for field, names in NAMES.items()}
_FIELD_OF = {name: (field, rank) for field, names in _ORDERED.items() for rank, name in enumerate(names)}
_NAME_LONGEST = 60


def field_of(name: str) -> tuple[str, int] | None:
    """The field that `name` stands for, whatever its case, accents and dividers, and its place among the names."""
    return _FIELD_OF.get(folded(name)) if len(name) <= _NAME_LONGEST else None
