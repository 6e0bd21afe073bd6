"""Proposer: reported speech by its grammar. Reads one sentence; finds who is said to have said what, in which words.

It covers "X said that …", "X told Y …", "…, X said", "…, said X", "X said: “…”", "according to X", "X's claim that",
"there have been reports of". It knows nothing of other sentences: whom a pronoun means is the resolver's question.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.extraction.contents import complement_after, content_end, is_tag_end
from claims.engine.extraction.cues import Act, Cue, Lexicon
from claims.engine.extraction.phrases import (
    Range,
    VerbGroup,
    adverbials_after,
    base,
    is_adverb,
    is_possessive,
    noun_phrase_after,
    noun_phrase_before,
    subject_before,
    verb_group,
)
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Sentence

_ATTRIBUTIONS_MAX = 12
"""More in one sentence is noise; the bound keeps the work within a sentence small."""
_DASHES = frozenset({"—", "–", "―", "--", "-", "~"})
_SUBJECT_WITHIN = 40
_ARTICLES = frozenset({"the", "a", "el", "la"})
_UNKNOWN_WITHIN = 8
"""How far after a quotation a verb that is in no list may stand."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One attribution in token indexes."""

    content: tuple[Range, ...]
    cue: Range
    source: Range | None
    rule: str
    word: Cue | None = None
    addressee: Range | None = None
    venue: str = ""
    agentless: bool = False
    relayed: bool = False


class ClauseReader:
    """Reads one sentence from left to right; remembers its subject for verbs that share it."""

    def __init__(self, sentence: Sentence, lex: Lexicon) -> None:
        self.s = sentence
        self.lex = lex
        self.found: list[_Found] = []
        self.subject: Range | None = None
        self.taken = 0
        """Tokens before this belong to an earlier attribution and cannot be the words before a tag."""

    def read(self) -> list[_Found]:
        at = 0
        while at < len(self.s) and len(self.found) < _ATTRIBUTIONS_MAX:
            if self.s.quoted[at] < 0:
                found = self._according(at) or self._verb(at) or self._noun(at)
                found = found or self._unknown_verb(at) or self._signed(at)
                if found is not None:
                    self._keep(found)
            at += 1
        return self.found

    def _keep(self, found: _Found) -> None:
        self.found.append(found)
        if found.source is not None and found.rule != "according":
            self.subject = found.source
        if found.content:
            behind = found.content[-1][1] if found.rule in ("after", "around") else 0
            self.taken = max(self.taken, behind, found.cue[1])

    # --- verbs ------------------------------------------------------------------------------------------------------

    def _cue_at(self, at: int) -> tuple[Cue, int] | None:
        low = self.s.low
        if at + 1 < len(self.s):
            phrasal = self.lex.phrasal.get((low[at], low[at + 1]))
            if phrasal is not None:
                return (phrasal, at + 2) if phrasal.flags else None
        cue = self.lex.verbs.get(low[at])
        return (cue, at + 1) if cue is not None else None

    def _verb(self, at: int) -> _Found | None:
        hit = self._cue_at(at)
        if hit is None:
            return None
        cue, after = hit
        if cue.noun_like and at and self.s.tokens[at].is_capital:
            return None
        group = verb_group(self.s, at, self.lex, past=cue.past)
        if group.negated or group.infinitive or (group.modal and not group.relayed):
            return None
        if group.passive:
            return self._passive(at, after, cue, group)
        if cue.past and not group.relayed and group.start > 0 and self._is_reduced(group.start, at, cue):
            return None
        source, how = self._source(at, after, cue, group)
        if how == "inverted":
            return self._inverted(at, after, cue, source)
        if source is None or (cue.noun_like and how == "left" and not self._clear_subject(source, at, cue)):
            return None
        if self._is_object_relative(source, cue):
            return None
        return self._with_subject(at, after, cue, group, source, how)

    def _is_reduced(self, start: int, at: int, cue: Cue) -> bool:
        """ "a plan proposed by": a participle after its noun, with an agent after it."""
        follows = self.s.low[at + 1] if at + 1 < len(self.s) else ""
        return start == at and follows in ("by", "por")

    def _source(self, at: int, after: int, cue: Cue, group: VerbGroup) -> tuple[Range | None, str]:
        if cue.participle and not group.passive and group.start == at:
            return self._participle_subject(at), "shared"
        before = group.start - 1
        if before < 0 and at == 0 and cue.past and self.lex.language == "en":
            return self._subject_after(after), "inverted"
        beside = before >= 0 and (self.s.low[before] == "," or self.s.quoted[before] >= 0)
        if beside and cue.takes("q") and not cue.takes("o"):
            inverted = self._subject_after(after)
            if (
                inverted is not None
                and group.start == at
                and self._closes_tag(inverted, quoted=self.s.quoted[before] >= 0 or self.s.quoted[before - 1] >= 0)
            ):
                return inverted, "inverted"
        if before >= 0 and self.s.low[before] in self.lex.words.CONJUNCTIONS:
            shared = self.subject or self._main_subject(before)
            if shared is not None:
                return shared, "shared"
        found = subject_before(self.s, group.start, self.lex)
        if found is not None:
            return found, "left"
        if self.lex.language == "es" and not cue.participle:
            inverted = self._subject_after(after)
            return inverted, "inverted" if inverted else ""
        if before >= 0 and self.s.low[before] == "," and self.subject is not None:
            return self.subject, "shared"
        return None, ""

    def _closes_tag(self, source: Range, *, quoted: bool) -> bool:
        """Whether "said X" is over after X: a verb there would make X the subject of what was said.

        After words that are not `quoted`, less may follow: "X, the chair, repeated claims that" is no inversion.
        """
        at = source[1]
        if at >= len(self.s) or self.s.quoted[at] >= 0 or not self.s.tokens[at].is_word:
            return True
        low, words = self.s.low[at], self.lex.words
        if self.s.quoted[at] < 0 and low in words.TIME_WORDS:
            return True
        return quoted and (low in words.PREPOSITIONS or low in words.RELATIVES or low in words.SUBORDINATORS)

    def _participle_subject(self, at: int) -> Range | None:
        """ ", saying that": the subject of the verb before; only after a comma or an adverb."""
        before = at - 1
        while before >= 0 and is_adverb(self.s.low[before], self.lex.words):
            before -= 1
        if self._quotation_at(at + 1):
            return self.subject or self._main_subject(at)
        if before < 0 or (
            self.s.low[before] not in (",", "and", "by", "y", "—", "while", "before", "after")
            and self.s.quoted[before] < 0
        ):
            return None
        return self.subject or self._main_subject(at)

    def _quotation_at(self, at: int) -> bool:
        if at < len(self.s) and self.s.low[at] in (":", ","):
            at += 1
        return at < len(self.s) and self.s.quoted[at] >= 0

    def _main_subject(self, before: int) -> Range | None:
        """The first phrase of the sentence that names or stands for somebody; times and places are passed over."""
        low, words = self.s.low, self.lex.words
        for at in range(min(before, _SUBJECT_WITHIN)):
            if self.s.quoted[at] >= 0 or (at and low[at - 1] in words.PREPOSITIONS):
                continue
            if base(low[at]) in words.SUBJECT_PRONOUNS and low[at] not in words.RELATIVES and base(low[at]) != "it":
                return (at, at + 1)
            if low[at] in words.TIME_WORDS or low[at].endswith("ing"):
                continue
            named = self.s.tokens[at].is_capital and low[at] not in words.FUNCTION_WORDS
            if named or low[at] in _ARTICLES:
                phrase = noun_phrase_after(self.s, at, self.lex)
                if phrase is not None and not any(word in words.TIME_WORDS for word in low[slice(*phrase)]):
                    return self._without_verb(phrase)
        return None

    def _without_verb(self, phrase: Range) -> Range:
        """Cuts "Smith exhorted voters" after "Smith": an unknown verb looks like a noun."""
        for at in range(phrase[0] + 1, phrase[1]):
            after_name = self.s.tokens[at - 1].is_capital and not self.s.tokens[at].is_capital
            if self.s.low[at].endswith("ed") and (after_name or at > phrase[0] + 1):
                return (phrase[0], at)
        return phrase

    def _clear_subject(self, source: Range, at: int, cue: Cue) -> bool:
        """Whether a form that may be a noun is a verb here."""
        last = self.s.tokens[source[1] - 1]
        if base(last.low) in self.lex.words.SUBJECT_PRONOUNS or last.low in ("who", "officials", "sources", "critics"):
            return True
        if is_possessive(last.low):
            return False
        if not last.is_capital and not cue.plural:
            return self._clause_follows(at + 1)
        return last.is_capital and not cue.plural

    def _clause_follows(self, at: int) -> bool:
        low = self.s.low[at] if at < len(self.s) else ""
        return (
            low in self.lex.words.THAT
            or low in self.lex.words.SUBJECT_PRONOUNS
            or (at < len(self.s) and self.s.quoted[at] >= 0)
        )

    def _is_object_relative(self, source: Range, cue: Cue) -> bool:
        """ "a commitment that CNN reported": what was said stands before, as a noun, and is no clause."""
        before = source[0] - 1
        if before < 1 or self.s.low[before] not in self.lex.words.RELATIVES:
            return False
        ahead = self.s.low[before - 1]
        return ahead not in self.lex.verbs and not any(
            found.content and found.content[0][0] == before + 1 for found in self.found
        )

    def _subject_after(self, at: int) -> Range | None:
        """The subject of an inverted tag: "…, said X"."""
        if at >= len(self.s) or self.s.quoted[at] >= 0:
            return None
        low, words = self.s.low, self.lex.words
        if low[at] in words.SUBJECT_PRONOUNS:
            return (at, at + 1)
        if low[at] in words.THAT or low[at] in words.PREPOSITIONS or low[at] in words.TIME_WORDS:
            return None
        return noun_phrase_after(self.s, at, self.lex, limit=16)

    def _with_subject(self, at: int, after: int, cue: Cue, group: VerbGroup, source: Range, how: str) -> _Found | None:
        complement = complement_after(self.s, after, cue, self.lex, passive=False)
        if how == "left" and self._follows_quotation(source) and complement.kind not in ("that", "quote"):
            return self._tag(at, after, cue, source, after, complement.addressee, complement.venue)
        tag = how == "left" and cue.takes("q") and self._words_before(source[0]) is not None
        if (
            tag
            and is_tag_end(self.s, complement.end if complement.content is None else -1)
            and complement.content is None
        ):
            return self._tag(at, after, cue, source, complement.end, complement.addressee, complement.venue)
        as_clause = source[0] > 0 and self.s.low[source[0] - 1] == self.lex.words.AS
        if as_clause and complement.kind not in ("that", "quote"):
            return None
        content = (complement.content,) if complement.content else ()
        if not content and not self._introduces(complement.end, cue):
            self.subject = source if how == "left" else self.subject
            return None
        if tag and complement.kind == "quote":
            before = self._words_before(source[0])
            if before is not None and self.s.quoted[before[1] - 1] >= 0:
                content = (before, *content)
        return _Found(
            content,
            (group.start, after) if not group.relayed else (at, after),
            source,
            f"before-{complement.kind or 'open'}",
            cue,
            complement.addressee,
            complement.venue,
            relayed=group.relayed,
        )

    def _follows_quotation(self, source: Range) -> bool:
        """ "“…,” Smith said": whatever comes after the verb, the words are those before."""
        return source[0] > 0 and self.s.quoted[source[0] - 1] >= 0 and self._words_before(source[0]) is not None

    def _introduces(self, end: int, cue: Cue) -> bool:
        """A cue without words of its own may introduce a block that follows the paragraph."""
        return self.s.low[-1] == ":" or cue.act is Act.ASK

    def _inverted(self, at: int, after: int, cue: Cue, source: Range | None) -> _Found | None:
        if source is None:
            return None
        adverbials = adverbials_after(self.s, source[1], self.lex)
        end = adverbials.end
        if end < len(self.s) and self.s.low[end] in self.lex.words.THAT and cue.takes("c"):
            last = content_end(self.s, end + 1, self.lex)
            if last > end + 1:
                return _Found(((end + 1, last),), (at, after), source, "before-that", cue, venue=adverbials.venue)
        if (
            end + 1 < len(self.s)
            and self.s.low[end] in (":", ",")
            and self.s.quoted[end + 1] >= 0
            and self._words_before(at) is None
        ):
            last = content_end(self.s, end + 1, self.lex)
            return _Found(((end + 1, last),), (at, after), source, "before-quote", cue, venue=adverbials.venue)
        return self._tag(at, after, cue, source, end, None, adverbials.venue)

    def _signed(self, at: int) -> _Found | None:
        """ "“…” — Ana Ruiz": a quotation signed with a name, and nothing else in the sentence."""
        s = self.s
        if (
            s.low[at] not in _DASHES
            or at < 2
            or at + 1 >= len(s)
            or s.quoted[at - 1] < 0
            or not s.tokens[at + 1].is_capital
        ):
            return None
        source = noun_phrase_after(s, at + 1, self.lex, limit=_UNKNOWN_WITHIN)
        before = self._words_before(at)
        if source is None or before is None or s.quoted[before[0]] < 0 or any(t.is_word for t in s.tokens[source[1] :]):
            return None
        return _Found((before,), (at, at + 1), source, "signed")

    def _unknown_verb(self, at: int) -> _Found | None:
        """ "“…,” Smith scoffed": between a quotation that ends in a comma and its speaker any verb is one of saying."""
        s = self.s
        if self.lex.language != "en" or not s.low[at].endswith("ed") or s.low[at] in self.lex.verbs or at < 2:
            return None
        quoted = next((k for k in range(at - 1, max(-1, at - _UNKNOWN_WITHIN), -1) if s.quoted[k] >= 0), -1)
        if quoted < self.taken or quoted + 1 > at or s.low[quoted - 1] not in (",", "?", "!"):
            return None
        source = (quoted + 1, at) if quoted + 1 < at else self._subject_after(at + 1)
        if any(word in self.lex.verbs for word in s.low[at : at + _UNKNOWN_WITHIN]):
            return None
        if source is None or not self._is_plain_subject(source):
            return None
        before = self._words_before(quoted + 1)
        rest = self._quotation_resumed(at + 1 if source[0] < at else source[1])
        return _Found((before, rest) if rest else (before,), (at, at + 1), source, "after") if before else None

    def _is_plain_subject(self, source: Range) -> bool:
        low = self.s.low[source[0]]
        pronoun = low in self.lex.words.SUBJECT_PRONOUNS and source[1] - source[0] == 1
        return pronoun or noun_phrase_after(self.s, source[0], self.lex, limit=source[1] - source[0]) == source

    # --- tags: the words stand before -------------------------------------------------------------------------------

    def _words_before(self, end: int) -> Range | None:
        """The words before a tag that starts at token `end`: from the last attribution or the sentence's start."""
        last = end - 1
        if last < self.taken:
            return None
        if self.s.low[last] not in (",", "—", "–", "--") and self.s.quoted[last] < 0:
            return None
        if self.s.quoted[last] < 0:
            last -= 1
        first = self.taken
        for k in range(last, first - 1, -1):
            if self.s.low[k] == ";" and self.s.quoted[k] < 0:
                first = k + 1
                break
        while first <= last and not self.s.tokens[first].is_word and self.s.quoted[first] < 0:
            first += 1
        if first > last:
            return None
        quoted = any(self.s.quoted[k] >= 0 for k in range(first, last + 1))
        return (first, last + 1) if quoted or last - first >= 1 else None

    def _tag(
        self, at: int, after: int, cue: Cue, source: Range, end: int, addressee: Range | None, venue: str
    ) -> _Found | None:
        start = min(at, source[0])
        group = verb_group(self.s, at, self.lex, past=cue.past)
        before = self._words_before(min(start, group.start))
        if before is None:
            return None
        content: tuple[Range, ...] = (before,)
        rest = self._rest_after_tag(end, before, inverted=source[0] > at)
        if rest is not None:
            content = (before, rest)
        return _Found(content, (at, after), source, "after" if rest is None else "around", cue, addressee, venue)

    def _rest_after_tag(self, end: int, before: Range, *, inverted: bool) -> Range | None:
        """ "…, he said, …": the words go on after the tag."""
        s = self.s
        if s.quoted[before[1] - 1] >= 0:
            return self._quotation_resumed(end)
        if end < len(s) and s.quoted[end] >= 0:
            return (end, content_end(s, end, self.lex))
        if end + 1 >= len(s) or s.low[end] != ",":
            return None
        if s.quoted[end + 1] >= 0:
            return (end + 1, content_end(s, end + 1, self.lex))
        first = end + 1
        if inverted:
            return None
        cue = self.lex.verbs.get(s.low[first])
        if (cue is not None and cue.participle) or s.low[first] in self.lex.words.CONTENT_BREAKS:
            return None
        last = content_end(s, first, self.lex)
        return (first, last) if last > first else None

    def _quotation_resumed(self, start: int) -> Range | None:
        """ "“…,” said X, the chair, “…”": the quotation goes on after a comma, an apposition may stand between."""
        s = self.s
        for at in range(start, len(s)):
            if s.quoted[at] >= 0:
                follows = at == start or s.low[at - 1] in (",", ":", "—", "–")
                return (at, content_end(s, at, self.lex)) if follows else None
        return None

    # --- other forms ------------------------------------------------------------------------------------------------

    def _passive(self, at: int, after: int, cue: Cue, group: VerbGroup) -> _Found | None:
        """ "was told that", "was asked about … by X"."""
        if not cue.takes("o"):
            return None
        addressee = subject_before(self.s, group.start, self.lex)
        complement = complement_after(self.s, after, cue, self.lex, passive=True)
        if complement.content is None or complement.kind not in ("that", "clause", "question", "quote"):
            return None
        return _Found(
            (complement.content,),
            (group.start, after),
            None,
            "passive",
            cue,
            addressee,
            complement.venue,
            agentless=True,
        )

    def _according(self, at: int) -> _Found | None:
        words, s = self.lex.words, self.s
        form = words.ACCORDING
        if s.low[at : at + len(form)] != form:
            return None
        start = at + len(form)
        source = self._subject_after(start)
        if source is None or s.low[source[1] - 1] in words.ACCORDING_OBJECT_BARRED:
            return None
        if at <= self.taken and not self._words_start(at):
            comma = source[1]
            while comma < len(s) and s.low[comma] != ",":
                comma += 1
            if comma + 1 >= len(s):
                return None
            end = content_end(s, comma + 1, self.lex)
            return _Found(((comma + 1, end),), (at, start), source, "according") if end > comma + 1 else None
        last = at - 1 if s.low[at - 1] == "," else at
        first = self.taken
        while first < last and not s.tokens[first].is_word and s.quoted[first] < 0:
            first += 1
        if last - first < 2:
            return None
        content: tuple[Range, ...] = ((first, last),)
        rest = self._rest_after_tag(source[1], content[0], inverted=False)
        return _Found((*content, rest) if rest else content, (at, start), source, "according")

    def _words_start(self, at: int) -> bool:
        return any(token.is_word for token in self.s.tokens[self.taken : at])

    def _noun(self, at: int) -> _Found | None:
        s, words = self.s, self.lex.words
        follows = s.low[at + 1] if at + 1 < len(s) else ""
        if s.low[at] in words.REPORT_NOUNS and (follows in ("of", "de") or follows in words.THAT):
            return self._reports(at)
        if s.low[at] not in words.NOUN_CUES or follows not in words.THAT:
            return None
        start = at
        while (
            start > 0
            and s.quoted[start - 1] < 0
            and s.tokens[start - 1].is_word
            and not is_possessive(s.low[start - 1])
        ):
            if at - start > 2 or s.low[start - 1] in words.FUNCTION_WORDS:
                break
            start -= 1
        owner: Range | None = None
        if start > 0 and is_possessive(s.low[start - 1]):
            owner = noun_phrase_before(s, start, self.lex)
        elif start > 0 and s.low[start - 1] in ("his", "her", "their"):
            owner = (start - 1, start)
        if owner is None:
            return None
        end = content_end(s, at + 2, self.lex)
        return _Found(((at + 2, end),), (at, at + 1), owner, "noun-that") if end > at + 2 else None

    def _reports(self, at: int) -> _Found | None:
        """ "there have been reports of …": said by nobody in particular."""
        s = self.s
        window = s.low[max(0, at - 5) : at]
        if not {"there", "hay", "hubo"} & set(window):
            return None
        end = content_end(s, at + 2, self.lex)
        return _Found(((at + 2, end),), (at, at + 1), (at, at + 1), "reports", agentless=True) if end > at + 2 else None


def read_clauses(sentence: Sentence, lex: Lexicon, *, paragraph: int, index: int) -> list[Proposal]:
    """All attributions of one sentence, left to right."""
    found = ClauseReader(sentence, lex).read()
    return [
        Proposal(
            paragraph=paragraph,
            sentence=index,
            content=tuple(sentence.stretch(*part) for part in item.content),
            cue=sentence.stretch(*item.cue),
            source=sentence.stretch(*item.source) if item.source else None,
            rule=item.rule,
            word=item.word,
            addressee=sentence.stretch(*item.addressee) if item.addressee else None,
            venue=item.venue,
            agentless=item.agentless,
            relayed=item.relayed,
        )
        for item in found
    ]
