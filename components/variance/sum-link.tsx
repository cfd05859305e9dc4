"use client";

/** A sum as the way to its lines, in the ink that it has anyway. */
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
