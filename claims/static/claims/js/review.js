// The review queue: its cards by keyboard, and ticking all at once.

import "./cards.js";
import "./ticks.js";
