"""Ring 3: the API's edge. Reads what a client sends, makes one domain call, answers. No rule on claims lives here."""
