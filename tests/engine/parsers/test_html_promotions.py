"""The outlet's own voice, told from an article's sentences that begin like it."""

from __future__ import annotations

import pytest

from claims.engine.parsers.html.promotions import asks_consent, is_own_voice, is_promoting


@pytest.mark.parametrize(
    "words",
    [
        "Sign up for our morning newsletter and never miss a story.",
        "Want more like this? Sign up for the Loop, our weekly newsletter.",
        "To get the latest email updates from Harbour Live, click here.",
        "Subscribe today for a dollar a week and support local news on the coast.",
        "Follow us on Twitter @portsarn for all the news as it breaks.",
        "Do you have a story to share with us? Get in touch at news@courier.example",
        "READ MORE: How the speaker got her gavel back",
        "Also read",
        "Story continues below advertisement",
        "What do you think? Tell us in the comments below.",
        "Opinions expressed do not necessarily reflect the views of the editors.",
        "Copyright 2022 Harbour TV. All rights reserved.",
        "Contact: [email protected]",
        "[related-posts]",
        "Únete a nuestro canal de WhatsApp y recibe las noticias más importantes del día.",
        "Te puede interesar: Vecinos toman la oficina de Obras Públicas",
        "Sigue leyendo:",
        "Lire aussi",
        "Lesen Sie auch: Wer bezahlt die Brücke?",
        "Czytaj także: Ile kosztował przystanek widmo",
        "Читайте также: Кто ремонтирует набережную",
    ],
)
def test_the_outlet_speaks(words: str) -> None:
    assert is_own_voice(words)


@pytest.mark.parametrize(
    "words",
    [
        "Following a complaint on Facebook, the council took the sign down.",
        "Residents receive alerts by phone when the river rises.",
        "“Subscribe to the newsletter,” the chair told members, and sat down.",
        "Get out of the way, the driver shouted, and then he sent an email to apologise.",
        "The company changed its privacy policy on Tuesday without telling users.",
        "Share prices fell by a third after the announcement.",
        "Related companies were also fined.",
        "More money is not the answer.",
        "Read more books, the teacher told them.",
        "Reporting by the newspaper led to three arrests.",
        "See also the remarks he made in March.",
        "Recibe cada mes una pensión de 400 euros y un correo del ministerio.",
        "Sigue sin aparecer el correo que prometió el alcalde.",
        "Comparte piso con otras tres personas.",
        "The Courier asked for comment by email at info@council.example.",
    ],
)
def test_the_article_speaks(words: str) -> None:
    assert not is_own_voice(words)


def test_a_box_is_promoting_by_what_any_of_its_lines_says() -> None:
    assert is_promoting(
        "The Meter\nEnergy news for people who pay the bill, every Thursday in your inbox.\nEmail address"
    )
    assert is_promoting("Related\nSuppliers owe customers three billion")
    assert not is_promoting("What the keepers were promised\nIn 1989 their years at sea were to be counted double.")


def test_a_request_for_consent_is_no_prose() -> None:
    assert asks_consent("Wir und unsere 214 Partner benötigen Ihre Zustimmung, bevor Sie weiterlesen können.")
    assert not asks_consent("The partners signed the contract on Monday, and the baker sold them cookies.")
