// A register of VAT numbers that answers over HTTP as the EU's does.
import { createServer } from 'node:http';

const unread = { name: '---', address: '---' };

/** Confirms every number, until `down` holds one of the service's codes. */
export async function openTaxRegister() {
  const state = { down: null, questions: [] };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const question = JSON.parse(text);
    state.questions.push({ path: request.url, ...question });
    const proof = question.requesterNumber && question.requesterMemberStateCode ? 'WAPIAAAAZ0000001' : '';
    const answer = state.down
      ? { actionSucceed: false, errorWrappers: [{ error: state.down, message: '' }] }
      : {
          countryCode: question.countryCode,
          vatNumber: question.vatNumber,
          requestDate: new Date().toISOString(),
          valid: true,
          requestIdentifier: proof,
          ...unread,
        };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/rest-api`,
    questions: state.questions,
    goDown: (code) => {
      state.down = code;
    },
    comeBack: () => {
      state.down = null;
    },
    close: () => new Promise((done) => server.close(done)),
  };
}
