// The scripts of every page. Without them everything works but the keys.
import { keys } from "./keys.js";
import { lists } from "./lists.js";
import { toasts } from "./toasts.js";
import { kept } from "./kept.js";
import { pulse } from "./pulse.js";
import { parts } from "./parts.js";
import { tabs } from "./tabs.js";
import { copy } from "./copy.js";
import { progress } from "./progress.js";

document.documentElement.classList.add("with-script");
for (const part of [keys, lists, tabs, parts, kept, toasts, pulse, copy, progress]) part(document);
