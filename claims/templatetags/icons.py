"""The icons, drawn for this project on a 24 by 24 grid. Inline, so that they take the colour of the words beside."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

_PATHS = {
    "against": "M4 8h11M11 4l4 4-4 4M20 16H9M13 12l-4 4 4 4",
    "alert": "M12 4l9 16H3zM12 10v4.5M12 17.5v.01",
    "broken": "M13.5 3L8 12.5h6.5L10.5 21",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7.5V12l3.2 2",
    "context": "M5 12h.01M12 12h.01M19 12h.01",
    "cross": "M6 6l12 12M18 6L6 18",
    "down": "M12 5v14M6 13l6 6 6-6",
    "half": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 4v16M14.5 5.2v13.6M17 7v10",
    "left": "M15 5l-7 7 7 7",
    "mark": "M4 5h16M4 9.5h16v5H4zM4 19h10",
    "open": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17",
    "partly": "M4 12c2.6-4.5 5.4-4.5 8 0s5.4 4.5 8 0",
    "pause": "M9 6v12M15 6v12",
    "pencil": "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c.4-3.8 3.4-6 7.5-6s7.1 2.2 7.5 6",
    "promise": "M6 21V4h12l-3 4 3 4H6",
    "question": "M8.8 9a3.2 3.2 0 1 1 4.8 2.8c-1.1.7-1.6 1.3-1.6 2.6M12 18v.01",
    "quote": "M10 7H5v5h5c0 3-1.6 4.6-4.4 5M19 7h-5v5h5c0 3-1.6 4.6-4.4 5",
    "repeat": "M4 10a5 5 0 0 1 5-5h10M16 2l3 3-3 3M20 14a5 5 0 0 1-5 5H5M8 22l-3-3 3-3",
    "right": "M9 5l7 7-7 7",
    "search": "M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5",
    "split": "M4 12h16M12 3v5M9.5 5.5L12 8l2.5-2.5M12 21v-5M9.5 18.5L12 16l2.5 2.5",
    "supports": "M5 9h14M5 15h14",
    "undo": "M8 5L4 9l4 4M4 9h10.5a5.5 5.5 0 0 1 0 11H9",
    "up": "M12 19V5M6 11l6-6 6 6",
    "upload": "M12 16V4.5M7 9l5-5 5 5M4 20h16",
}


def svg(name: str) -> SafeString:
    """An icon beside a text that says the same, so that screen readers pass over it."""
    return mark_safe(  # noqa: S308 - both parts are constants of this module
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{_PATHS[name]}"/></svg>'
    )
