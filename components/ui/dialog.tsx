"use client";

/**
 * For what needs a reason or can't be undone: the title asks, one sentence tells the consequence,
 * and the button in the footer repeats the verb.
 */
import { later } from "./later";

export const Dialog = later(() => import("./dialog-window").then((dialog) => dialog.DialogWindow));
