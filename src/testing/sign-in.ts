import { API_KEY } from './test-server.ts';

/** Starts a session as a page of the server at `url` does, and resolves to its cookie. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ api_key: API_KEY }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
