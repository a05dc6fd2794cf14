package org.stroma.app.vault;

/** Who a code stands for; what is not known is blank. It never prints itself. */
public record Identity(String fullName, String idNumber, String birthDate, String phone, String address,
        String hospitalNumber) {

    @Override
    public String toString() {
        return "Identity[…]";
    }
}
