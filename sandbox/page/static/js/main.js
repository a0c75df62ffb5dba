// Puts the parts of the page in their places, and connects.
import * as breaking from "./breaking.js";
import * as clock from "./clock.js";
import * as composer from "./composer.js";
import * as inspector from "./inspector.js";
import { connect, look } from "./live.js";
import * as modals from "./modals.js";
import * as sidebar from "./sidebar.js";
import { on } from "./store.js";
import * as switcher from "./switcher.js";
import * as timeline from "./timeline.js";
import { settings, useTheme } from "./tools.js";
import * as topbar from "./topbar.js";

const place = (id) => document.getElementById(id);

useTheme(settings.theme);
inspector.mount();
topbar.mount(place("topbar"));
sidebar.mount(place("sidebar"));
breaking.mount(place("banner"));
timeline.mount(place("timeline"));
composer.mount(place("composer"));
modals.mount();
switcher.mount();
clock.mount();
on("session", look);
on(["scene", "session"], sidebar.arrive);
connect();
