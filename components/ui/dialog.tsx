"use client";

/**
 * Asks for a reason, or before something that can't be undone: the title asks, one sentence tells
 * the consequence, and the button in the footer repeats the verb.
 */
import { lazyOverlay } from "./lazy-overlay";

export const Dialog = lazyOverlay(() =>
  import("./dialog-window").then((dialog) => dialog.DialogWindow),
);
