-- What an identity provider takes to sign its person out there, encrypted.
ALTER TABLE "sign_in_session" ADD COLUMN "sealed_id_token" TEXT;
