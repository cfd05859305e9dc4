/** Draws the icons of the sidebar, on a grid of 20, and the logo of the product. */
import type { ReactNode } from "react";
import type { NavigationName } from "./navigation";

const PATHS: Record<NavigationName, ReactNode> = {
  today: <path d="M3 5.5h14v11H3zM3 8.5h14M7 3v4M13 3v4M7 12.2l2 2 4-3.5" />,
  reconcile: (
    <>
      <path d="M3 4h14v12H3zM3 8h14M3 12h14" />
      <path d="M12 4v12" strokeDasharray="1.5 1.5" />
    </>
  ),
  count: (
    <>
      <path d="M2.5 6h15v8h-15z" />
      <circle cx="10" cy="10" r="2" />
    </>
  ),
  "petty-cash": (
    <>
      <path d="M3 8.5h14v8H3zM6 8.5V4h8v4.5" />
      <path d="M8 12.5h4M8.5 6h3" />
    </>
  ),
  variances: (
    <>
      <path d="M2.5 10h15" />
      <path d="M5 10V5M8.3 10v5M11.7 10V7M15 10v6" strokeWidth="2" />
    </>
  ),
  reports: (
    <>
      <path d="M4.5 2.5h7.5l3.500 3.500v11.500h-11z" />
      <path d="M7.500 14v-2.500M10 14V9M12.500 14v-3.500" />
    </>
  ),
  journal: (
    <>
      <path d="M4 3h12v14H4zM7 3v14" />
      <path d="M9.500 7h4M9.500 10.500h4" />
    </>
  ),
  trail: (
    <>
      <path d="M8.5 6.5h-3a3.5 3.5 0 0 0 0 7h3M11.5 6.5h3a3.5 3.5 0 0 1 0 7h-3" />
      <path d="M7 10h6" />
    </>
  ),
  settings: (
    <>
      <path d="M3 6h9M16 6h1M3 14h1M8 14h9" />
      <circle cx="14" cy="6" r="2" />
      <circle cx="6" cy="14" r="2" />
    </>
  ),
};

export function NavigationIcon({ name }: { name: NavigationName }) {
  return (
    <svg viewBox="0 0 20 20" className="icon size-5" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}

/** It shows a stub, its perforation, and the part that was torn off. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 28 28" className={className ?? "size-7"} aria-hidden="true">
      <path d="M3.5 6H10v16H3.5z" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M13.3 4v20" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2 2" />
      <path d="M16.5 6h8v16h-8z" fill="currentColor" />
    </svg>
  );
}
