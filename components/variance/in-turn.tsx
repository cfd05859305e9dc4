"use client";

/**
 * A large picture, built when it comes near the screen or when the browser has nothing else to do:
 * the ones above it come first, and nobody who scrolls is kept waiting.
 */
import { type ReactNode, startTransition, useEffect, useState } from "react";
import { useInView } from "../charts/use-in-view";
import { whenIdle } from "../ui/when-idle";

type InTurnProps = {
  /** As high as the picture will be, as a class. */
  room: string;
  children: ReactNode;
};

export function InTurn({ room, children }: InTurnProps) {
  const { frame, drawn } = useInView({ part: 0 });
  const [turn, setTurn] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setTurn(true))), []);
  return drawn || turn ? children : <div ref={frame} className={room} />;
}
