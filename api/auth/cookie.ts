const NAME = 'luyue_session';
/** 256 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The session token in a Cookie header; anything that cannot be one of ours is no token. */
export function tokenFrom(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=');
    if (name === NAME && TOKEN.test(value)) return value;
  }
  return undefined;
}

/** The Set-Cookie header of a new session: out of reach of scripts and of other sites, gone with the browser. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${NAME}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The Set-Cookie header that forgets the session. */
export function noSessionCookie(): string {
  return `${NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
}
