/**
 * Parsing within the page's policy. zod would try whether it may make code from text, which the
 * policy refuses, and the browser notes the attempt as a trouble of the page.
 */
import { config } from "zod";

if (typeof window !== "undefined") config({ jitless: true });
