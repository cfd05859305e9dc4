"use client";

/** Renders a sum as a link to its lines, without changing its colour. */
import Link from "next/link";
import type { ReactNode } from "react";

export function SumLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="block min-h-6 content-center text-inherit no-underline hover:underline"
    >
      {children}
    </Link>
  );
}
