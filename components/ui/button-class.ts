/** Builds the classes of buttons, and of links that look like buttons. */
import { classNames } from "./class-names";

export type ButtonLook = {
  kind?: "do" | "plain" | "bare" | undefined;
  size?: "small" | undefined;
};

export function buttonClass({ kind = "plain", size }: ButtonLook): string {
  return classNames(
    "no-print button",
    size === "small"
      ? "h-11 px-3 text-sm sm:h-7 sm:px-2 sm:text-xs"
      : "h-control px-4 text-base sm:px-3 sm:text-sm",
    KINDS[kind],
  );
}

const KINDS = { do: "button-do", plain: "button-plain", bare: "button-bare" };
