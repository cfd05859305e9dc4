"use client";

/**
 * Counts the seconds in which an undo is offered. They pause while somebody is reading the offer,
 * though not for longer than the server accepts it.
 */
import { useEffect, useRef, useState } from "react";
import { UNDO_SECONDS_MAX, UNDO_SHOWN_SECONDS } from "@/lib/domain/workflow/undo";

const SECOND_MS = 1_000;
/** The request takes a moment to arrive. */
const PAUSED_SECONDS_MAX = UNDO_SECONDS_MAX - 10;

/** `onEnd` is called once the time is over, unless something `stays` to be read. */
export function useUndoTime(onEnd: () => void, { stays }: { stays: boolean }) {
  const [seconds, setSeconds] = useState(UNDO_SHOWN_SECONDS);
  const [isPaused, setIsPaused] = useState(false);
  const age = useRef(0);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      age.current += 1;
      if (age.current >= PAUSED_SECONDS_MAX) setSeconds(0);
      else if (!isPaused) setSeconds((left) => Math.max(0, left - 1));
    }, SECOND_MS);
    return () => clearInterval(timer);
  }, [isPaused]);
  useEffect(() => {
    if (seconds === 0 && !stays && !isPaused) end.current();
  }, [seconds, stays, isPaused]);
  return { seconds, pause: setIsPaused };
}
