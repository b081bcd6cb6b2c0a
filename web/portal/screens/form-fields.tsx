import { useSpeech } from "../speech.tsx";

/** What a driver says of themselves, as they typed it. */
export interface DriverFields {
  readonly plate: string;
  readonly receiptEmail: string;
}

export const EMPTY_FIELDS: DriverFields = { plate: "", receiptEmail: "" };

interface FormFieldsProps {
  readonly fields: DriverFields;
  readonly wrong: { readonly plate?: boolean; readonly receiptEmail?: boolean };
  readonly plateDemanded: boolean;
  readonly onChange: (fields: DriverFields) => void;
}

const PLATE = /^[A-Z0-9]{4,12}$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** What is wrong with the fields. */
export function fieldProblems({ plate, receiptEmail }: DriverFields, plateDemanded: boolean) {
  const email = receiptEmail.trim();
  return {
    ...(plateDemanded && !PLATE.test(normalPlate(plate)) && { plate: true }),
    ...(email !== "" && !EMAIL.test(email) && { receiptEmail: true }),
  };
}

/** The fields that were filled in, as the platform takes them. */
export function asGiven({ plate, receiptEmail }: DriverFields, plateDemanded: boolean) {
  const email = receiptEmail.trim();
  return {
    ...(plateDemanded && { plate: normalPlate(plate) }),
    ...(email !== "" && { receiptEmail: email }),
  };
}

/** A plate is compared without blanks, and has no letters but A to Z: a Turkish keyboard's ı is its I. */
function normalPlate(plate: string): string {
  return plate
    .replace(/[\s-]/g, "")
    .replaceAll("ı", "I")
    .replaceAll("i", "I")
    .replaceAll("İ", "I")
    .toUpperCase();
}

/** The plate where the invoice needs it, and an address for the receipt for who wants one. */
export function FormFields({ fields, wrong, plateDemanded, onChange }: FormFieldsProps) {
  const { say } = useSpeech();
  return (
    <div class="fields">
      {plateDemanded && (
        <div class="field">
          <label for="plate">{say("form.plate")}</label>
          <input
            id="plate"
            class="plate"
            value={fields.plate}
            maxLength={15}
            autoCapitalize="characters"
            autoComplete="off"
            spellcheck={false}
            required
            aria-invalid={wrong.plate === true}
            aria-describedby="plate-hint"
            onInput={({ currentTarget: { value } }) => onChange({ ...fields, plate: value })}
          />
          <p id="plate-hint" class={wrong.plate ? "wrong" : "quiet"}>
            {say(wrong.plate ? "form.plate.missing" : "form.plate.hint")}
          </p>
        </div>
      )}
      <div class="field">
        <label for="email">{say("form.email")}</label>
        <input
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          value={fields.receiptEmail}
          maxLength={254}
          aria-invalid={wrong.receiptEmail === true}
          aria-describedby="email-hint"
          onInput={({ currentTarget: { value } }) => onChange({ ...fields, receiptEmail: value })}
        />
        <p id="email-hint" class={wrong.receiptEmail ? "wrong" : "quiet"}>
          {say(wrong.receiptEmail ? "form.email.wrong" : "form.email.hint")}
        </p>
      </div>
    </div>
  );
}
