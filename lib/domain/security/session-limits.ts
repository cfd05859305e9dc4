/** How long sessions last, and for how long a proof is fresh: as supplied, and the bounds. */
export type SessionLimits = {
  /** A session ends without a request that the person caused. */
  idleMinutes: number;
  /** A session ends after signing in, whatever happens. */
  absoluteHours: number;
  /** Null: nobody is asked again in a session. */
  freshMinutes: number | null;
};

export const USUAL_SESSION_LIMITS = {
  idleMinutes: 120,
  absoluteHours: 12,
  freshMinutes: 10,
} as const satisfies SessionLimits;

export const IDLE_MINUTES = { min: 5, max: 720 } as const;
export const ABSOLUTE_HOURS = { min: 1, max: 24 } as const;
export const FRESH_MINUTES = { min: 1, max: 60 } as const;
