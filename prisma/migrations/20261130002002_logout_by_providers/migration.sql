-- Which sessions an identity provider opened, and the logout tokens that it has sent: each works
-- once.
ALTER TABLE "sign_in_session" ADD COLUMN "issuer" TEXT,
ADD COLUMN "provider_session" TEXT;

CREATE TABLE "provider_logout" (
    "issuer" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_logout_pkey" PRIMARY KEY ("issuer","jti")
);
