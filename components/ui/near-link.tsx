"use client";

/**
 * A link to a page of ours, which is fetched ahead once the reader comes near it. Of the links that
 * are in view at once most are never followed, and asking for them all takes the time in which a
 * page comes alive.
 */
import Link from "next/link";
import { type ComponentProps, useState } from "react";

type NearLinkProps = Omit<ComponentProps<typeof Link>, "onFocus" | "onPointerEnter">;

export function NearLink(props: NearLinkProps) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return <Link prefetch={near ? null : false} {...props} onFocus={come} onPointerEnter={come} />;
}
