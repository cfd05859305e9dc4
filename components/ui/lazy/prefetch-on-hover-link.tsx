"use client";

/**
 * Links to one of our pages, and prefetches it when the link is hovered or focused. Next prefetches
 * every link in the viewport by default; most of them are never followed, and fetching them all
 * delays hydration.
 */
import Link from "next/link";
import { type ComponentProps, useState } from "react";

type PrefetchOnHoverLinkProps = Omit<ComponentProps<typeof Link>, "onFocus" | "onPointerEnter">;

export function PrefetchOnHoverLink(props: PrefetchOnHoverLinkProps) {
  const [shouldPrefetch, setShouldPrefetch] = useState(false);
  const prefetch = () => setShouldPrefetch(true);
  return (
    <Link
      prefetch={shouldPrefetch ? null : false}
      {...props}
      onFocus={prefetch}
      onPointerEnter={prefetch}
    />
  );
}
