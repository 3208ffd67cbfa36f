import type { TextKey } from '../../../text/language';

const texts: Record<string, TextKey> = {
  'signed_in.password': 'security.note_signed_in_password',
  'signed_in.email': 'security.note_signed_in_email',
  'signed_in.provider': 'security.note_signed_in_provider',
  'signed_in.passkey': 'security.note_signed_in_passkey',
  password_set: 'security.note_password_set',
  second_factor_on: 'security.note_factor_on',
  second_factor_off: 'security.note_factor_off',
  recovery_code_used: 'security.note_recovery_used',
  recovery_codes_renewed: 'security.note_recovery_renewed',
  session_ended: 'security.note_session_ended',
  sessions_ended: 'security.note_sessions_ended',
  organisation_switched: 'security.note_organisation',
  passkey_added: 'security.note_passkey_added',
  passkey_removed: 'security.note_passkey_removed',
};

/** What a kind of note says; a kind this page does not know yet is said to be one. */
export function noteText(type: string): TextKey {
  return texts[type] ?? 'security.note_other';
}
