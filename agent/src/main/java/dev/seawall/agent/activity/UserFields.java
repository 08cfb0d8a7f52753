package dev.seawall.agent.activity;

import org.jspecify.annotations.Nullable;

/** {@code user.*} and {@code group.*}: names are those of the container the process is in. */
final class UserFields {
    private static final int NOBODY = -1;

    private UserFields() {}

    static void register() {
        FieldTable.number("user.uid", (event, field) -> user(event) & 0xffffffffL);
        FieldTable.number("group.gid", (event, field) -> event.record().group() & 0xffffffffL);
        FieldTable.number("user.loginuid", (event, field) -> event.process().loginUser);
        FieldTable.text("user.name", event -> event.surroundings().user(event.process(), user(event)));
        FieldTable.text("user.homedir", event -> {
            UserNames.Account account = account(event);
            return account == null ? null : account.home();
        });
        FieldTable.text("user.shell", event -> {
            UserNames.Account account = account(event);
            return account == null ? null : account.shell();
        });
        FieldTable.text(
                "user.loginname",
                event -> event.process().loginUser == NOBODY
                        ? null
                        : event.surroundings().user(event.process(), event.process().loginUser));
        FieldTable.text("group.name", event -> event.surroundings()
                .group(event.process(), event.record().group()));
    }

    /** Who asked: a call that changes the user is made by the user of before. */
    private static int user(SensorEvent event) {
        return event.caller();
    }

    private static UserNames.@Nullable Account account(SensorEvent event) {
        return event.surroundings().account(event.process(), user(event));
    }
}
