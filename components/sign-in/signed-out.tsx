"use client";

/** Tells the other tabs of the browser that somebody signed out in this one. */
import { useEffect } from "react";
import { announceSignOut } from "@/lib/client/sign-out";

export function SignedOut() {
  useEffect(announceSignOut, []);
  return null;
}
