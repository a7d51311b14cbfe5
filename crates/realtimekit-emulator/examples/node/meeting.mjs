// Creates a meeting, lets a participant join through the control API, and reads the live session.
const { EMULATOR_URL, CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN } = process.env;
const kit = `${EMULATOR_URL}/client/v4/accounts/${CLOUDFLARE_ACCOUNT_ID}/realtime/kit`;

async function call(url, body) {
  const headers = { authorization: `Bearer ${CLOUDFLARE_API_TOKEN}`, "content-type": "application/json" };
  const method = body === undefined ? "GET" : "POST";
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const { success, data, error } = await response.json();
  if (!success) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(error)}`);
  return data;
}

const [app] = await call(`${kit}/apps`);
const meetings = `${kit}/${app.id}/meetings`;
const meeting = await call(meetings, { title: "Weekly sync" });
const participant = await call(`${meetings}/${meeting.id}/participants`, {
  custom_participant_id: "user-42",
  preset_name: "group_call_host",
  name: "Mary Sue",
});
await call(`${EMULATOR_URL}/_emulator/join`, { meeting_id: meeting.id, participant_id: participant.id });
const session = await call(`${meetings}/${meeting.id}/active-session`);
console.log(`${session.live_participants} participant in ${session.meeting_display_name}`);
