// The control API of the simulator: plain calls and the live stream.

const KINDS = ["message", "edit", "delete", "answer", "typing", "user", "read", "clock", "scenario", "reset"];

/** Parsed JSON of the answer. Throws an Error whose message is the server's sentence. */
export async function call(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(path, { ...options, headers: { "Content-Type": "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `Máy mô phỏng trả lời lỗi ${response.status}.`);
  return answer;
}

export const act = (user, what, body = {}) => call(`/control/users/${user}/${what}`, body);

/** Lists come either bare or as the only list of an object. */
export const listOf = (answer) =>
  Array.isArray(answer) ? answer : Object.values(answer).find((value) => Array.isArray(value)) || [];

/** Calls onEvent for each event, onState(true | false) when the connection comes and goes; reconnects for ever. */
export function listen(onEvent, onState) {
  const source = new EventSource("/control/stream");
  const receive = (message) => message.data && onEvent(JSON.parse(message.data));
  for (const kind of KINDS) source.addEventListener(kind, receive);
  source.onopen = () => onState(true);
  source.onerror = () => {
    onState(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(onEvent, onState), 1500);
  };
}
