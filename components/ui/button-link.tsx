/** A link that looks like a button. */
import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { classNames } from "./class-names";

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

export function ButtonLink({ kind, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classNames(buttonClass({ kind, size }), className)} />;
}
