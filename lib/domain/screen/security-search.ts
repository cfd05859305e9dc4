/** Which security events a screen shows. */
export const SECURITY_PERIODS = ["1", "7", "30", "90"] as const;
export const SECURITY_SHOWN = ["refusals", "uses", "everything"] as const;
