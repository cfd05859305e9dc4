/**
 * Draws small icons of one line weight, on a grid of 16; they never appear without a text or a
 * name.
 */
import type { ReactNode } from "react";
import { classNames } from "./class-names";

const ROUND = { strokeLinejoin: "round" } as const;

const ICONS = {
  warn: (
    <>
      <path d="M8 1.8 15 14H1z" {...ROUND} />
      <path d="M8 6v4M8 11.3v1.3" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 7v4.5M8 4.2v1.5" />
    </>
  ),
  check: <path d="M2.8 8.4 6.4 12 13.2 4.2" />,
  close: <path d="m3.5 3.5 9 9m0-9-9 9" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="m10.5 10.5 4 4" />
    </>
  ),
  "chevron-down": <path d="m3.5 6 4.5 4.5L12.5 6" />,
  "chevron-up": <path d="M3.5 10.5 8 6l4.5 4.5" />,
  "chevron-left": <path d="M10 3.5 5.5 8 10 12.5" />,
  "chevron-right": <path d="M6 3.5 10.5 8 6 12.5" />,
  "arrow-right": <path d="M2.5 8h10.5M9 4l4 4-4 4" />,
  "arrow-up": <path d="M8 13.5V3M3.500 7.500 8 3l4.500 4.500" />,
  "arrow-down": <path d="M8 2.500V13M3.500 8.500 8 13l4.500-4.500" />,
  plus: <path d="M8 2.5v11M2.5 8h11" />,
  minus: <path d="M2.5 8h11" />,
  more: <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.2" strokeLinecap="round" />,
  download: <path d="M8 2v8.5M4.5 7.2 8 10.7l3.5-3.5M2.5 13.5h11" />,
  upload: <path d="M8 11V2.5M4.5 6 8 2.5 11.5 6M2.5 13.5h11" />,
  refresh: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 1.8v3.4H9.8" />,
  calendar: <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3.5M10.5 2v3.5" />,
  filter: <path d="M2 3.5h12M4.5 8h7M7 12.5h2" />,
  copy: <path d="M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3" />,
  edit: <path d="m3 13 .8-3.2 7.6-7.6 2.4 2.4-7.6 7.6z" {...ROUND} />,
  trash: <path d="M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9" />,
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z" />,
  history: <path d="M3 8a5 5 0 1 0 1.6-3.7M2.8 1.8v3.4h3.4M8 5v3.3l2.3 1.4" />,
  camera: (
    <>
      <path d="M2 4.8h3.2l1.2-1.6h3.2l1.2 1.6H14v8H2z" {...ROUND} />
      <circle cx="8" cy="8.6" r="2.2" />
    </>
  ),
  clip: (
    <path d="M12.5 7.2 7.6 12a3 3 0 0 1-4.2-4.2l5.3-5.3a2 2 0 0 1 2.8 2.8L6.3 10.6" {...ROUND} />
  ),
  note: <path d="M3 2.5h10v11H3zM5.5 6h5M5.5 9h3" />,
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.7" />
      <path d="M2.8 14c.4-3 2.4-4.5 5.2-4.5s4.8 1.5 5.2 4.5" />
    </>
  ),
  centre: <path d="M2.5 7 4 2.5h8L13.5 7M3.5 7v6.5h9V7M2.5 7h11M6.5 13.5V10h3v3.5" />,
  language: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M1.8 8h12.4M8 1.8c-3.4 3.6-3.4 8.8 0 12.4 3.4-3.6 3.4-8.8 0-12.4" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" stroke="none" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="8" r="2.8" />
      <path d="M7.8 8h6.2v3M11 8v2.2" />
    </>
  ),
  connection: <path d="M5.5 2v4M10.5 2v4M3.5 6h9v2.5a4.5 4.5 0 0 1-9 0zM8 13v2.5" />,
  "sign-out": <path d="M9 2.5H3v11h6M6.5 8h7.5M11 5l3 3-3 3" />,
  external: <path d="M9.5 2.5h4v4M13.5 2.5 7.5 8.5M6.5 3.5h-4v10h10v-4" />,
  bell: <path d="M3 12h10l-1.4-2V7a3.6 3.6 0 0 0-7.2 0v3zM6.6 14h2.8M8 3.4V2" {...ROUND} />,
  keyboard: <path d="M1.5 4h13v8.5h-13zM4 7h1M7.5 7h1M11 7h1M4.5 10h7" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;

/** It is decorative unless it is given a name of its own. */
export function Icon(props: { name: IconName; label?: string; className?: string }) {
  const named = props.label === undefined ? { "aria-hidden": true } : { role: "img" };
  return (
    <svg
      viewBox="0 0 16 16"
      {...named}
      aria-label={props.label}
      className={classNames("icon", props.className ?? "size-4")}
    >
      {ICONS[props.name]}
    </svg>
  );
}
