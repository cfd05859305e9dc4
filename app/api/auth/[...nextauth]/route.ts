/** Signing in and out, by next-auth. */
import { answerAuth } from "@/lib/server/auth/handler";

type Context = { params: Promise<{ nextauth: string[] }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerAuth(request, (await params).nextauth);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerAuth(request, (await params).nextauth);
}
