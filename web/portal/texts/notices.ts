import type { Language } from "./language.ts";

/** Words that the driver is shown before they begin; what they saw is sent along under `noticeId`. */
export interface Notice {
  readonly noticeId: string;
  readonly titleKey: "notice.terms.title" | "notice.privacy.title";
  readonly paragraphs: readonly string[];
}

/** The notices in a language. A changed text gets a new id: the old one stays with those who read it. */
export const NOTICES: Readonly<Record<Language, readonly Notice[]>> = {
  en: [
    {
      noticeId: "adhoc-terms-1-en",
      titleKey: "notice.terms.title",
      paragraphs: [
        "You charge once, without a contract and without an account. The price that this page shows when you begin counts until the end, whatever changes meanwhile.",
        "Before charging begins, your bank sets aside at most the reserved amount. When charging ends, we take what you charged and release the rest at once. Charging stops before the reserved amount is used up.",
        "Charging begins at your own wish right after the payment; a right of withdrawal ends with the service that was delivered.",
        "You can stop at any time on this page or by unplugging. If the car is not plugged in within three minutes, or no energy flows within ten, everything is released.",
      ],
    },
    {
      noticeId: "adhoc-privacy-1-en",
      titleKey: "notice.privacy.title",
      paragraphs: [
        "The operator named on this page is responsible for your data. It processes the times, the place and the energy of this session to carry out the contract and to write the invoice, and keeps them as long as tax law asks.",
        "Your card details go to the payment service alone. We see its brand and its last four digits.",
        "The license plate is asked for only where the invoice needs it. An e-mail address is used for the receipt and deleted when it was sent.",
        "To keep robots away, reCAPTCHA judges your browser; for that Google receives technical data of your device, also outside your country. The handle of your session and the language stay in this browser.",
        "You may ask the operator what is stored about you, and have it corrected or deleted; the number of your receipt is enough for that.",
      ],
    },
  ],
  tr: [
    {
      noticeId: "adhoc-terms-1-tr",
      titleKey: "notice.terms.title",
      paragraphs: [
        "Sözleşme ve üyelik olmadan bir kez şarj edersiniz. Başlarken bu sayfada gördüğünüz fiyat, bu arada ne değişirse değişsin sonuna kadar geçerlidir.",
        "Şarj başlamadan bankanız en fazla provizyon tutarını ayırır. Şarj bitince kullandığınız kadarı alınır, kalanı hemen serbest bırakılır. Şarj, provizyon tutarı dolmadan durur.",
        "Şarj, ödemenin ardından kendi isteğinizle hemen başlar; cayma hakkı verilen hizmetle birlikte sona erer.",
        "Bu sayfadan veya kabloyu çıkararak istediğiniz an durdurabilirsiniz. Araç üç dakika içinde bağlanmazsa veya on dakika içinde enerji akmazsa tutarın tamamı serbest bırakılır.",
      ],
    },
    {
      noticeId: "adhoc-privacy-1-tr",
      titleKey: "notice.privacy.title",
      paragraphs: [
        "Veri sorumlusu bu sayfada adı geçen işletmecidir. Bu işlemin zamanını, yerini ve enerjisini sözleşmeyi yerine getirmek ve faturayı düzenlemek için işler, vergi mevzuatının öngördüğü süre boyunca saklar.",
        "Kart bilgileriniz yalnızca ödeme kuruluşuna gider. Biz kartın markasını ve son dört hanesini görürüz.",
        "Plaka yalnızca fatura gerektirdiğinde istenir. E-posta adresi makbuz için kullanılır ve gönderildiğinde silinir.",
        "Robotları uzak tutmak için reCAPTCHA tarayıcınızı değerlendirir; bunun için Google, yurt dışında da olmak üzere cihazınızın teknik verilerini alır. İşleminizin anahtarı ve dil seçiminiz bu tarayıcıda kalır.",
        "Hakkınızda neyin saklandığını işletmeciye sorabilir, düzeltilmesini veya silinmesini isteyebilirsiniz; bunun için makbuz numaranız yeterlidir.",
      ],
    },
  ],
};
